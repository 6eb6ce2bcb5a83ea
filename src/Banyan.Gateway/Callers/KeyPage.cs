namespace Banyan.Gateway.Callers;

/// <summary>Every key as of one revision.</summary>
/// <param name="Revision">Counts up with each change of any key.</param>
/// <param name="Keys">All keys, revoked and expired ones too.</param>
public sealed record KeyPage(long Revision, IReadOnlyList<KeyRecord> Keys);
