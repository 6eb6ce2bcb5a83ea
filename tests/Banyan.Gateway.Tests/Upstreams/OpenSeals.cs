using Banyan.Gateway.Spine;
using Banyan.Wire.Hub;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>A seal that knows one carrier, and notes what is remembered and when it is kept.</summary>
internal sealed class OpenSeals : ISignatureSeals, IAttemptSeal
{
    public const string Carrier = "QllOMQone";

    /// <summary>Ends what <see cref="KeepAsync"/> began.</summary>
    public TaskCompletionSource Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What another node stored, by call.</summary>
    public Dictionary<string, HubSignature> Stored { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, HubSignature> Near { get; } = new(StringComparer.Ordinal);

    public ValueTask<IAttemptSeal?> ForAsync(string tenant, CancellationToken cancellationToken) => new(this);

    public string Seal(HubSignature signature) => Carrier;

    public HubSignature? Open(string carrier) => carrier == Carrier ? new HubSignature("lab|https://lab.example/|up", "its own") : null;

    public void Remember(string callId, HubSignature signature) => Near[callId] = signature;

    public HubSignature? Recall(string callId) => Near.GetValueOrDefault(callId);

    public ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        foreach (var (call, signature) in Stored)
        {
            Near[call] = signature;
        }

        return new(Stored.Count > 0);
    }

    public Task KeepAsync() => Near.Count == 0 ? Task.CompletedTask : Kept.Task;
}
