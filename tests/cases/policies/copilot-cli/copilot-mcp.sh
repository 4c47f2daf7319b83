#!/bin/sh
exec copilot \
  --allow-tool='corner.shop(list_orders)' \
  --deny-tool='corner.shop(delete_order)' \
  --deny-tool='corner.shop(frobnicate)' \
  --excluded-tools='corner-shop-update_order' \
  --excluded-tools='post-read_messages' \
  --excluded-tools='post-fetch_page' \
  "$@"
