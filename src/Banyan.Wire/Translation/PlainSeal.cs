using Banyan.Wire.Hub;

namespace Banyan.Wire.Translation;

/// <summary>Lets signatures through as they are: between two frames, or two turns, of one language and one caller.</summary>
internal sealed class PlainSeal : ISignatureSeal
{
    /// <summary>Who is said to have issued what is passed through.</summary>
    public const string Issuer = "loop";

    private PlainSeal()
    {
    }

    public static PlainSeal Instance { get; } = new();

    public string Seal(HubSignature signature) => signature.Value;

    public HubSignature? Open(string carrier) => new(Issuer, carrier);

    public void Remember(string callId, HubSignature signature)
    {
        // Who translated the answer has done so.
    }

    public HubSignature? Recall(string callId) => null;
}
