"""What Ofsted publishes: reports of inspections, letters after visits, joint inspections."""
