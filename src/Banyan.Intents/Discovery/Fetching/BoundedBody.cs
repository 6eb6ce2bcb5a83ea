namespace Banyan.Intents.Discovery.Fetching;

/// <summary>Reads a body and stops at the bound, whatever its length claims.</summary>
internal static class BoundedBody
{
    /// <summary>Reads it all, or none of it.</summary>
    public static async Task<Fetched> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > DiscoveryFetch.MostBytes || content.Headers.ContentEncoding.Count > 0)
        {
            return TooLarge(content);
        }

        using var whole = new MemoryStream();
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (whole.Length + read > DiscoveryFetch.MostBytes)
            {
                return TooLarge(content);
            }

            whole.Write(buffer, 0, read);
        }

        return new Fetched(whole.ToArray(), null);
    }

    private static Fetched TooLarge(HttpContent content) =>
        Fetched.Failed(content.Headers.ContentEncoding.Count > 0 ? "its description is compressed, which was not asked for" : "its description is larger than 1 MiB");
}
