namespace Banyan.Intents.Spine;

/// <summary>Asks models through the gateway, within a message's budget. Implemented by Asking.</summary>
internal interface IModelCalls
{
    /// <summary>Whether an alias leads to a real model at all; the mock never plans and never answers.</summary>
    bool IsThere(string alias);

    /// <summary>Asks for a whole answer.</summary>
    ValueTask<ModelAnswer> AskAsync(ModelAsk ask, CancellationToken cancellationToken);

    /// <summary>Asks for a streamed answer; pieces of text are handed over as they come.</summary>
    ValueTask<ModelAnswer> StreamAsync(ModelAsk ask, Func<string, ValueTask> onText, CancellationToken cancellationToken);
}
