"""Runs on the bench: the WSGI application of one site, under any host name, with its assets."""

import os

import frappe.app

frappe.app._site = os.environ["FRAPPE_SITE"]
application = frappe.app.application_with_statics()
