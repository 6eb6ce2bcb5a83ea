namespace Banyan.Intents.Spine;

/// <summary>How calls to a backend are authorised.</summary>
/// <param name="Kind"><c>none</c>; <c>service</c>: a secret of Banyan's own as bearer; <c>exchange</c>: the person asserted in <c>x-banyan-subject</c>, <c>x-banyan-email</c> and a signed token in <c>x-banyan-user-token</c>, beside the service secret, if any.</param>
/// <param name="KeyRef">Reference of the secret, as <c>env:LEGACY_KEY</c>; null when none is needed.</param>
internal sealed record BackendAuth(string Kind, string? KeyRef);
