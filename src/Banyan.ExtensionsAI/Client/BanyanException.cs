namespace Banyan.ExtensionsAI.Client;

/// <summary>Banyan said no, or its answer broke.</summary>
public sealed class BanyanException : Exception
{
    /// <summary>Makes one without a word.</summary>
    public BanyanException()
        : this("Banyan could not answer.")
    {
    }

    /// <summary>Makes one with a message.</summary>
    public BanyanException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that keeps its cause.</summary>
    public BanyanException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>The stable error code, as <c>budget_exceeded</c>; see <c>docs/errors.md</c>. <value>Default <c>internal</c>.</value></summary>
    public string Code { get; init; } = "internal";

    /// <summary>The HTTP status; 200 when the answer broke after it had begun, 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>The request's id, to be given to whoever runs Banyan; null when none was told.</summary>
    public string? RequestId { get; init; }

    /// <summary>Which field of the request is at fault; null when none is.</summary>
    public string? Param { get; init; }

    /// <summary>How long to wait before asking again; null when not told.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
