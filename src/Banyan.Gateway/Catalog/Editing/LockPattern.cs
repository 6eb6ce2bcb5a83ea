namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A path of <c>locks</c>: <c>*</c> stands for one name, and all below a path is meant with it.</summary>
internal sealed class LockPattern
{
    private readonly IReadOnlyList<string> _parts;

    private LockPattern(IReadOnlyList<string> parts) => _parts = parts;

    /// <summary>Reads a path as problems name it: <c>providers.*.baseUrl</c>, <c>models["lab/up"].price</c>.</summary>
    public static LockPattern Parse(string path)
    {
        var parts = new List<string>();
        for (var at = 0; at < path.Length;)
        {
            if (path[at..].StartsWith("[\"", StringComparison.Ordinal) && path.IndexOf("\"]", at, StringComparison.Ordinal) is > 0 and var end)
            {
                parts.Add(path[(at + 2)..end]);
                at = end + 2;
            }
            else
            {
                var stop = path.AsSpan(at).IndexOfAny('.', '[') is >= 0 and var found ? at + found : path.Length;
                parts.Add(path[at..Math.Max(stop, at + 1)]);
                at = Math.Max(stop, at + 1);
            }

            at += at < path.Length && path[at] == '.' ? 1 : 0;
        }

        return new LockPattern(parts);
    }

    /// <summary>Whether a path is locked, being named or below one that is.</summary>
    public bool Covers(IReadOnlyList<string> path) =>
        _parts.Count > 0 && _parts.Count <= path.Count && _parts.Select((part, i) => part == "*" || Document.LooseName.Same(part, path[i])).All(fits => fits);
}
