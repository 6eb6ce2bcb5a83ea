using System.Security.Cryptography;

namespace Banyan.Host.Graph;

/// <summary>The page a browser gets at the endpoint: a field for the document, one for variables, one for the key. It reaches for nothing outside.</summary>
internal static class ExplorerPage
{
    private static readonly string Html = Read();

    /// <summary>Whether a person opened the address, rather than a program.</summary>
    public static bool IsWanted(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !request.Query.ContainsKey("query") && !request.Query.ContainsKey("extensions");

    public static async Task SendAsync(HttpContext http)
    {
        // Only this page's own script runs, and it talks to this service alone.
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var headers = http.Response.Headers;
        http.Response.ContentType = "text/html; charset=utf-8";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        await http.Response.WriteAsync(Html.Replace("{nonce}", nonce, StringComparison.Ordinal), http.RequestAborted);
    }

    private static string Read()
    {
        using var stream = typeof(ExplorerPage).Assembly.GetManifestResourceStream("Banyan.Host.Graph.explorer.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
