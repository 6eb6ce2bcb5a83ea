using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Services;

/// <summary>A person an identity provider vouches for, as this service knows them.</summary>
/// <param name="Id">Identity of the row.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Subject">Their name in the identity provider's tokens.</param>
/// <param name="Email">Their e-mail; null when not known.</param>
/// <param name="Role">What they are trusted with, whatever their token says.</param>
/// <param name="IsDisabled">Whether their tokens are refused.</param>
public sealed record UserRecord(Guid Id, string Tenant, string Subject, string? Email, Role Role, bool IsDisabled);
