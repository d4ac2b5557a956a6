"""Papers in, records out: loaders read and quote; they never store and never link."""
