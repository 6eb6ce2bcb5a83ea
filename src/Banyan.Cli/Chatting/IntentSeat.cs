using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>Who talks, in which conversation, and what they may ask for.</summary>
internal sealed class IntentSeat(IntentsApi api, KnownIntents known, bool isDemo)
{
    /// <summary>The doors, as this person.</summary>
    public IntentsApi Api { get; private set; } = api;

    /// <summary>What they may ask for.</summary>
    public KnownIntents Known { get; private set; } = known;

    /// <summary>Whether a typed e-mail is an identity here.</summary>
    public bool IsDemo => isDemo;

    /// <summary>The conversation; null before the first message of a new one.</summary>
    public string? Conversation { get; private set; }

    /// <summary>Begins another conversation with the next message.</summary>
    public void Rise() => Conversation = null;

    /// <summary>Goes on with a conversation there is, or the last one; an unknown one is a failure.</summary>
    public async Task<CliFailure?> ResumeAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is not null)
        {
            var found = await Api.ConversationAsync(id, cancellationToken);
            Conversation = found.Failure is null ? id : Conversation;
            return found.Failure;
        }

        var (body, failure, _) = await Api.ConversationsAsync(cancellationToken);
        Conversation = failure is null ? Members.Items(body, "conversations").Select(one => Members.Text(one, "id")).FirstOrDefault() : null;
        return failure ?? (Conversation is null ? new CliFailure(ExitCode.NotFound, "conversation_not_found", "There is no conversation to continue.", "Begin one: banyan chat.") : null);
    }

    /// <summary>Makes sure that there is a conversation.</summary>
    public async Task<CliFailure?> SitDownAsync(CancellationToken cancellationToken)
    {
        if (Conversation is not null)
        {
            return null;
        }

        var (body, failure, _) = await Api.BeginAsync(cancellationToken);
        Conversation = Members.Text(body, "id");
        return failure ?? (Conversation is null ? new CliFailure(ExitCode.Failed, "unexpected_answer", "The service began a conversation without an id.", ErrorAnswer.Hint("unexpected_answer", isBanyan: false)) : null);
    }

    /// <summary>Becomes somebody else, with a conversation of their own; stays who it is when that person is not let in.</summary>
    public async Task<CliFailure?> ChangeAsync(string user, CancellationToken cancellationToken)
    {
        var other = Api.As(user);
        var reply = await other.CatalogueAsync(cancellationToken);
        if (reply.Failure is null)
        {
            (Api, Known, Conversation) = (other, new KnownIntents(reply.Body), null);
        }

        return reply.Failure;
    }
}
