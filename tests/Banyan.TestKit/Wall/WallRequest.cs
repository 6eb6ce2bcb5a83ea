using System.Text;

namespace Banyan.TestKit.Wall;

/// <summary>A request as the wall received it.</summary>
public sealed class WallRequest(string method, string path, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body)
{
    private long _bytesSent;
    private readonly TaskCompletionSource _clientGone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Method { get; } = method;

    public string Path { get; } = path;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;

    public byte[] Body { get; } = body;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Completes when the client's side of the connection is gone.</summary>
    public Task ClientGone => _clientGone.Task;

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Bytes of the answer that the system took for sending so far.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    internal void Sent(int bytes) => Interlocked.Add(ref _bytesSent, bytes);

    internal void Gone() => _clientGone.TrySetResult();
}
