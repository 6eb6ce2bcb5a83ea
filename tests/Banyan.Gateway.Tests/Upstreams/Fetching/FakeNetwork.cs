using System.Net;
using Banyan.Gateway.Upstreams.Fetching;

namespace Banyan.Gateway.Tests.Upstreams.Fetching;

/// <summary>A resolver that answers from a script, the last answer for ever, and a dialler that notes where it was sent.</summary>
internal sealed class FakeNetwork(params string[][] answers) : IFetchNetwork
{
    public List<string> Asked { get; } = [];

    public List<string> Dialled { get; } = [];

    /// <summary>What dialling does; it finds nobody unless a test says otherwise.</summary>
    public Func<IPEndPoint, CancellationToken, ValueTask<Stream>> Dial { get; init; } = (_, _) =>
        throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);

    public ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Add(host);
        var answer = answers[Math.Min(Asked.Count, answers.Length) - 1];
        return new(answer.Select(IPAddress.Parse).ToArray());
    }

    public ValueTask<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        Dialled.Add(address.ToString());
        return Dial(address, cancellationToken);
    }
}
