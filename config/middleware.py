"""Headers that Django and its packages do not set."""


def cross_origin_resource_policy(get_response):
    """No other site may load our answers into its own pages, unless a view has said otherwise."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
