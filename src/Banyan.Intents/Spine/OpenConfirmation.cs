namespace Banyan.Intents.Spine;

/// <summary>A yes that is waited for.</summary>
/// <param name="Code">As <c>7K3Q</c>.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="SubjectId">The person who may say yes.</param>
/// <param name="ConversationId">The conversation the yes must come from.</param>
/// <param name="ExpiresAt">When it is over.</param>
/// <param name="Tries">Wrong answers so far.</param>
/// <param name="IsOpen">Whether it waits still; each is used once.</param>
internal sealed record OpenConfirmation(string Code, string Tenant, string SubjectId, string ConversationId, DateTimeOffset ExpiresAt, int Tries, bool IsOpen);
