using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Asking;

/// <summary>An ask as a chat client takes it.</summary>
/// <param name="Client">Who is asked.</param>
/// <param name="Messages">The conversation.</param>
/// <param name="Options">Everything else.</param>
internal sealed record ClientAsk(IChatClient Client, IReadOnlyList<ChatMessage> Messages, ChatOptions Options);
