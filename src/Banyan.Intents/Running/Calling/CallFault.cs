namespace Banyan.Intents.Running.Calling;

/// <summary>Why a call can't be written down; nothing is sent.</summary>
/// <param name="Code">One of the problem words.</param>
/// <param name="Detail">What is wrong, without the value.</param>
internal sealed record CallFault(string Code, string Detail);
