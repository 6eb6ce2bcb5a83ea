namespace Banyan.Host.Auth;

/// <summary><c>/.well-known/jwks.json</c>: the public keys backends check tokens with. Open to everybody: there is nothing secret in it.</summary>
internal static class KeySetDoor
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/.well-known/jwks.json", (RequestDelegate)AnswerAsync)
        .WithSummary("Public keys of the tokens backends are called with").WithTags("identity");

    private static Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "application/jwk-set+json";
        http.Response.Headers.CacheControl = "public, max-age=300";
        return http.Response.WriteAsync(http.RequestServices.GetRequiredService<UserTokens>().KeySet, http.RequestAborted);
    }
}
