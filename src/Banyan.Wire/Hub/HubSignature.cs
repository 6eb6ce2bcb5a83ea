namespace Banyan.Wire.Hub;

/// <summary>An opaque proof of reasoning that must come back byte-equal to the endpoint that issued it.</summary>
/// <param name="Issuer">Upstream, endpoint and model family that issued it; null when the caller gave one whose issuer is not known.</param>
/// <param name="Value">The opaque text.</param>
public sealed record HubSignature(string? Issuer, string Value)
{
    /// <summary>What every sealed carrier begins with: base64 of <c>BYN1</c> and two bits of what follows.</summary>
    public const string CarrierMark = "QllOM";
}
