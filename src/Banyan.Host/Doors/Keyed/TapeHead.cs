namespace Banyan.Host.Doors.Keyed;

/// <summary>Status and headers of an answer on a tape.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Names and values, in order.</param>
internal sealed record TapeHead(int Status, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Whether the answer was made before, so that everybody who hears it hears a replay.</summary>
    public bool IsKept { get; init; }

    /// <summary>Takes them from a response that is about to be written.</summary>
    public static TapeHead Of(int status, IHeaderDictionary headers) =>
        new(status, [.. headers.SelectMany(header => header.Value.Select(value => (header.Key, value ?? "")))]);

    /// <summary>Puts them on a caller's response.</summary>
    public void WriteTo(HttpResponse response, bool isReplay)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers.Append(name, value);
        }

        if (isReplay || IsKept)
        {
            response.Headers["x-banyan-replayed"] = "true";
        }
    }
}
