namespace Banyan.Storage.Envelope;

/// <summary>A sealed signature of a call, as it is kept.</summary>
/// <param name="Call">Hash of the call's id (<see cref="SignatureShelf.Hash"/>).</param>
/// <param name="Sealed">Issuer and signature under the tenant's key.</param>
/// <param name="Until">When it is forgotten.</param>
internal sealed record KeptSignature(byte[] Call, byte[] Sealed, DateTimeOffset Until);
