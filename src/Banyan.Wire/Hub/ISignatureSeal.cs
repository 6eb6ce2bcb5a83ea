namespace Banyan.Wire.Hub;

/// <summary>Wraps an issuer's signature so that a caller of another dialect can carry it, and opens it again.</summary>
public interface ISignatureSeal
{
    /// <summary>Makes a sealed carrier (<c>BYN1</c>, base64) of a signature.</summary>
    string Seal(HubSignature signature);

    /// <summary>Opens a carrier; null when it is none of ours, forged, expired or another tenant's: it is then foreign, never an error.</summary>
    HubSignature? Open(string carrier);

    /// <summary>Remembers the signature of a call, by its id, or those of a turn, by <c>HubTurnKey</c>, for callers that keep only standard members.</summary>
    void Remember(string callId, HubSignature signature);

    /// <summary>Finds what was remembered under a name; null when it is not known (any more).</summary>
    HubSignature? Recall(string callId);
}
