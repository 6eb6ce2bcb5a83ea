using System.IO.Pipelines;

namespace Banyan.GraphQL.Transport;

/// <summary>An HTTP request, as plain values.</summary>
/// <param name="Method">As sent, upper-case.</param>
/// <param name="Body">Read once, up to the limit; nothing of it is kept.</param>
public sealed record GraphRequest(string Method, PipeReader Body)
{
    /// <summary>The header <c>Content-Type</c>; null when absent.</summary>
    public string? ContentType { get; init; }

    /// <summary>The header <c>Accept</c>, several joined by commas; null when absent.</summary>
    public string? Accept { get; init; }

    /// <summary>A parameter of the address, decoded; null when absent.</summary>
    public Func<string, string?> Query { get; init; } = static _ => null;

    /// <summary>Whether the caller's credentials came in a cookie, which browsers send for pages of other sites too.</summary>
    public bool HasCookieCredentials { get; init; }

    /// <summary>Whether the request has the header that pages of other sites can't set.</summary>
    public bool HasGuardHeader { get; init; }
}
