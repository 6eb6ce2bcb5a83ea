using System.Collections.Frozen;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>The end of the row: hands the ask to the upstream of the candidate's kind.</summary>
internal sealed class UpstreamCall(IEnumerable<IUpstream> upstreams)
{
    private readonly FrozenDictionary<string, IUpstream> _byKind = upstreams
        .SelectMany(upstream => upstream.Kinds.Select(kind => KeyValuePair.Create(kind, upstream)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sends a fork to its upstream.</summary>
    public ValueTask<Answer> RunAsync(Exchange exchange, CancellationToken cancellationToken) =>
        _byKind.TryGetValue(exchange.Candidate!.Provider.Kind, out var upstream)
            ? upstream.SendAsync(exchange, cancellationToken)
            : new(Answer.Refused(new Failure(
                FailureKind.Unreachable,
                "provider_error",
                $"Nothing in this process speaks to providers of type '{exchange.Candidate.Provider.Kind}'.")));
}
