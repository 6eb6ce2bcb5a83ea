namespace Banyan.Wire.Schemas;

/// <summary>One way in which a value does not fit its schema.</summary>
/// <param name="Path">Where, as <c>$.address.zip</c> or <c>$.items[2]</c>; <c>$</c> is the value itself.</param>
/// <param name="Keyword">The keyword that was broken, as <c>required</c> or <c>enum</c>.</param>
/// <param name="Message">What is wrong and what would be right. Names no value of the input, so that it may be shown and logged.</param>
public sealed record SchemaFault(string Path, string Keyword, string Message);
