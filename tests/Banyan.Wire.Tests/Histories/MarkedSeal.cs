using System.Text;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Tests.Histories;

/// <summary>A seal whose carriers begin like the real ones and hold issuer and value in the open.</summary>
internal sealed class MarkedSeal : ISignatureSeal
{
    public string Seal(HubSignature signature) => Carrier(signature.Issuer!, signature.Value);

    public HubSignature? Open(string carrier)
    {
        var bytes = new byte[carrier.Length];
        return carrier.StartsWith(HubSignature.CarrierMark, StringComparison.Ordinal) && Convert.TryFromBase64String(carrier, bytes, out var written)
            && Encoding.UTF8.GetString(bytes, 0, written).Split('|') is ["BYN1\0", var issuer, var value]
            ? new HubSignature(issuer, value)
            : null;
    }

    public void Remember(string callId, HubSignature signature)
    {
    }

    public HubSignature? Recall(string callId) => null;

    public static string Carrier(string issuer, string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"BYN1\0|{issuer}|{value}"));
}
