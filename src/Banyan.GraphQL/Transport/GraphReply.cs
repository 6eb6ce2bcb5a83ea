using System.IO.Pipelines;

namespace Banyan.GraphQL.Transport;

/// <summary>A reply: status and headers now, the body when asked for. Write it once.</summary>
public sealed class GraphReply
{
    private readonly Func<PipeWriter, CancellationToken, ValueTask> _write;

    internal GraphReply(int status, IReadOnlyList<KeyValuePair<string, string>> headers, bool isStream, Func<PipeWriter, CancellationToken, ValueTask> write)
    {
        Status = status;
        Headers = headers;
        IsStream = isStream;
        _write = write;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Headers to send, <c>Content-Type</c> among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Whether the body is a stream of events: not to be buffered or compressed.</summary>
    public bool IsStream { get; }

    /// <summary>Writes the body and flushes it; a stream's returns when the stream has ended.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public ValueTask WriteAsync(PipeWriter output, CancellationToken cancellationToken) => _write(output, cancellationToken);
}
