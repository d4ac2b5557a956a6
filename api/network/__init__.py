"""The network explorer: its state is its address, and page, JSON and downloads all show that."""
