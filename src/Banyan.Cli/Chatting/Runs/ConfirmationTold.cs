namespace Banyan.Cli.Chatting.Runs;

/// <summary>A question before an effect.</summary>
/// <param name="Code">What a reply names.</param>
/// <param name="Text">What is to be done, in plain words.</param>
internal sealed record ConfirmationTold(string Code, string Text);
