using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>One call to one backend.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Operation">How the backend does it.</param>
/// <param name="Arguments">A JSON object in the intent's names.</param>
/// <param name="Subject">For whom: backends are called with the person's rights.</param>
/// <param name="IdempotencyKey">Sent as Idempotency-Key; null for a read.</param>
internal sealed record BackendCall(Intent Intent, IntentOperation Operation, JsonElement Arguments, Subject Subject, string? IdempotencyKey);
