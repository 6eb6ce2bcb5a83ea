namespace Banyan.Gateway.Prompts.Store;

/// <summary>A version without its content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PromptId">Its prompt.</param>
/// <param name="Number">Its number.</param>
/// <param name="Status">Where it stands.</param>
public sealed record VersionHead(Guid Id, Guid PromptId, int Number, VersionStatus Status);
