PLACE = "the shop"
