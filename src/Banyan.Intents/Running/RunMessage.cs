using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>A message that begins a run.</summary>
/// <param name="Subject">From whom.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ClientMessageId">The client's id of it; the same id is the same message.</param>
/// <param name="TextHash">Hash of its text, so that the same id with another text is noticed.</param>
/// <param name="Data">A JSON object for <c>message_received</c>: what is needed to plan anew after a crash. Redacted by whoever gives it.</param>
internal sealed record RunMessage(Subject Subject, string ConversationId, string ClientMessageId, string TextHash, JsonElement Data);
