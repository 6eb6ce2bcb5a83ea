using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>Which pages' requests are taken: none, or those of this service and of the reader's own machine.</summary>
internal static class Origins
{
    /// <summary>What a page of another site is told.</summary>
    public static Failure Foreign { get; } = new(FailureKind.NotAllowed, "not_allowed", "Requests from pages of other origins are not taken here.") { Param = "Origin" };

    /// <summary>Whether no page sent the request, or one of ours did.</summary>
    public static bool IsAllowed(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && (from.IsLoopback || string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)));
    }
}
