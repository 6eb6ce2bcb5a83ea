using Banyan.Wire.Hub;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

/// <summary>A seal anyone can read: issuer, bar, value.</summary>
internal sealed class FakeSeal : ISignatureSeal
{
    public Dictionary<string, HubSignature> Calls { get; } = new(StringComparer.Ordinal);

    public string Seal(HubSignature signature) => $"sealed|{signature.Issuer}|{signature.Value}";

    public HubSignature? Open(string carrier) => carrier.Split('|') is ["sealed", var issuer, var value] ? new HubSignature(issuer, value) : null;

    public void Remember(string callId, HubSignature signature) => Calls[callId] = signature;

    public HubSignature? Recall(string callId) => Calls.GetValueOrDefault(callId);
}
