"""Addresses of the organisation."""

from __future__ import annotations

from django.urls import path

from khue.people.organisation.views import changes, people, posts, signing, times, units

app_name = "organisation"
urlpatterns = [
    path("", units.units, name="units"),
    path("co-so/<slug:public_id>/", units.units, name="institution"),
    path("don-vi/<slug:public_id>/", units.unit, name="unit"),
    path("don-vi/<slug:public_id>/lich-su/", units.history, name="unit-history"),
    path("don-vi/<slug:public_id>/them/", units.add, name="unit-add"),
    path("don-vi/<slug:public_id>/sua/", units.change, name="unit-change"),
    path("don-vi/<slug:public_id>/doi-ten/", changes.rename, name="unit-rename"),
    path("don-vi/<slug:public_id>/chuyen/", changes.move, name="unit-move"),
    path("don-vi/<slug:public_id>/sap-nhap/", changes.merge, name="unit-merge"),
    path("don-vi/<slug:public_id>/chia-tach/", changes.split, name="unit-split"),
    path("don-vi/<slug:public_id>/ket-thuc/", changes.close, name="unit-close"),
    path("don-vi/<slug:public_id>/bo-nhiem/", posts.appoint_to_unit, name="unit-appoint"),
    path("don-vi/<slug:public_id>/phu-trach/", posts.charge, name="unit-charge"),
    path("phu-trach/<int:key>/ket-thuc/", posts.end_charge, name="charge-end"),
    path("bo-nhiem/<slug:public_id>/ket-thuc/", posts.end_appointment, name="appointment-end"),
    path("nhan-su/", people.people, name="people"),
    path("nhan-su/them/", people.add, name="person-add"),
    path("nhan-su/<slug:public_id>/", people.person, name="person"),
    path("nhan-su/<slug:public_id>/sua/", people.change, name="person-change"),
    path("nhan-su/<slug:public_id>/bo-nhiem/", posts.appoint_person, name="person-appoint"),
    path("nhan-su/<slug:public_id>/moi/", people.invite, name="person-invite"),
    path("nhan-su/<slug:public_id>/khoa/", people.deactivate, name="person-deactivate"),
    path("nhan-su/<slug:public_id>/mo-lai/", people.reactivate, name="person-reactivate"),
    path("chuc-vu/", posts.positions, name="positions"),
    path("chuc-vu/<int:key>/", posts.position, name="position"),
    path("giao-ky/", signing.index, name="signing"),
    path("giao-ky/van-ban/them/", signing.delegate, name="delegation-add"),
    path("giao-ky/van-ban/<slug:public_id>/ket-thuc/", signing.end_delegation, name="delegation-end"),
    path("giao-ky/vang-mat/them/", signing.absence, name="absence-add"),
    path("giao-ky/vang-mat/<slug:public_id>/ket-thuc/", signing.end_absence, name="absence-end"),
    path("nam-hoc/", times.periods, name="periods"),
    path("lich/", times.calendar, name="calendar"),
    path("lich/<int:key>/xoa/", times.remove_day, name="calendar-remove"),
]
