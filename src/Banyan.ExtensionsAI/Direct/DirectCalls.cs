using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Direct;

/// <summary>Calls of the provider, each noted with what it used.</summary>
internal sealed class DirectCalls(DirectFallback direct, UsageReports reports)
{
    private readonly string _name = direct.Model[(direct.Model.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var at = direct.Time.GetUtcNow();
        var answer = await direct.Client.GetResponseAsync(messages, Named(options), cancellationToken);
        reports.Add(at, answer.Usage);
        answer.AdditionalProperties = Marked(answer.AdditionalProperties);
        return answer;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (at, usage) = (direct.Time.GetUtcNow(), (UsageDetails?)null);
        try
        {
            await foreach (var update in direct.Client.GetStreamingResponseAsync(messages, Named(options), cancellationToken))
            {
                foreach (var told in update.Contents.OfType<UsageContent>())
                {
                    (usage ??= new UsageDetails()).Add(told.Details);
                }

                update.AdditionalProperties = Marked(update.AdditionalProperties);
                yield return update;
            }
        }
        finally
        {
            reports.Add(at, usage);
        }
    }

    private static AdditionalPropertiesDictionary Marked(AdditionalPropertiesDictionary? properties) => new(properties ?? []) { ["banyan.direct"] = true };

    private ChatOptions Named(ChatOptions? options)
    {
        var named = options?.Clone() ?? new ChatOptions();
        named.ModelId = _name;
        return named;
    }
}
