using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Tests;

/// <summary>A chat client that says what it is told to, and notes what it was asked.</summary>
internal sealed class ScriptedClient(params ChatResponseUpdate[] updates) : IChatClient
{
    public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

    public ChatOptions Options { get; private set; } = new();

    public CancellationToken Token { get; private set; }

    /// <summary>Completes when the client was called.</summary>
    public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the thread it was called on was the pool's; null until it was called.</summary>
    public bool? WasCalledOnThePool { get; private set; }

    /// <summary>Whether the stream was left in order.</summary>
    public bool IsLeft { get; private set; }

    /// <summary>What is thrown when all is said; null for nothing.</summary>
    public Exception? Throws { get; init; }

    /// <summary>Whether it falls silent when all is said, until it is cancelled.</summary>
    public bool Stalls { get; init; }

    public static ScriptedClient Saying(params string[] words) =>
        new([.. words.Select(word => new ChatResponseUpdate(ChatRole.Assistant, word) { ResponseId = "r-1", ModelId = "up" })]);

    public static ScriptedClient With(params AIContent[] contents) => new(new ChatResponseUpdate(ChatRole.Assistant, contents));

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await EndAsync(messages, options, cancellationToken);
        return updates.ToChatResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var update in updates)
            {
                yield return update;
            }

            await EndAsync(messages, options, cancellationToken);
        }
        finally
        {
            IsLeft = true;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private async Task EndAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        (Messages, Options, Token) = ([.. messages], options!, cancellationToken);
        WasCalledOnThePool = Thread.CurrentThread.IsThreadPoolThread;
        Called.TrySetResult();
        if (Throws is not null)
        {
            throw Throws;
        }

        if (Stalls)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
