using Microsoft.AspNetCore.Http;

namespace Shop.Modern.People;

/// <summary>Lets nothing through that does not say, signed by Banyan, for whom it is asked. What says how the service is stays open.</summary>
internal sealed class TokenGate(BanyanKeys keys, TimeProvider clock)
{
    private const string Header = "x-banyan-user-token";

    public async Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == "/health" || path.StartsWith("/_", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal) || path.StartsWith("/.well-known", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var audience = $"{context.Request.Scheme}://{context.Request.Host}";
        if (await keys.ReadAsync(context.Request.Headers[Header].ToString(), audience, clock.GetUtcNow(), context.RequestAborted) is not { } person)
        {
            await Results.Problem("Nobody is named who may ask this.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }

        context.Items[typeof(Person)] = person;
        await next(context);
    }
}
