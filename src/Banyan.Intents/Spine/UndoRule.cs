namespace Banyan.Intents.Spine;

/// <summary>How a write is taken back.</summary>
/// <param name="Intent">The intent that does it.</param>
/// <param name="Args">Its arguments: name to a path, <c>args.x</c> or <c>result.x</c>.</param>
internal sealed record UndoRule(string Intent, IReadOnlyDictionary<string, string> Args);
