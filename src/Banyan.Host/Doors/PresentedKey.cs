namespace Banyan.Host.Doors;

/// <summary>Finds the key a client presents, wherever its dialect puts it. Never from the URL: addresses end up in logs.</summary>
internal static class PresentedKey
{
    private const string Bearer = "Bearer ";

    public static string? Of(IHeaderDictionary headers)
    {
        string? authorization = headers.Authorization;
        if (authorization is not null && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        return (string?)headers["x-api-key"] ?? (string?)headers["x-goog-api-key"] ?? (string?)headers["api-key"];
    }
}
