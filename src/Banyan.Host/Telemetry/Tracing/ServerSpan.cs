using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Names the span the server makes per request, and says what came of it. Nothing when the request is not sampled.</summary>
internal static class ServerSpan
{
    private const int FirstServerFault = 500;

    public static void UseServerSpans(this IApplicationBuilder app) => app.Use(RunAsync);

    private static Task RunAsync(HttpContext http, RequestDelegate next) =>
        http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span ? SpanAsync(http, next, span) : next(http);

    private static async Task SpanAsync(HttpContext http, RequestDelegate next, Activity span)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? http.Request.Method : $"{http.Request.Method} {route}";
        span.SetTag("http.request.method", http.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("url.path", SpanAttributes.Plain(http.Request.Path.Value ?? ""));
        span.SetTag("url.scheme", http.Request.Scheme);
        try
        {
            await next(http);
        }
        finally
        {
            span.SetTag("http.response.status_code", http.Response.StatusCode);
            if (http.Response.StatusCode >= FirstServerFault)
            {
                span.SetTag("error.type", http.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
                span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }
}
