"""Every address of Khuê. Paths are plain Vietnamese without accents."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("allauth.account.urls")),
]
