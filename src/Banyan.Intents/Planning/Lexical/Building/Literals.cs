using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Makes the literal arguments of a plan.</summary>
internal static class Literals
{
    /// <summary>Words of the user, or an entity of the conversation.</summary>
    public static Argument Text(string value, string from = "user") => new Argument.Literal(JsonElement.Parse(Quoted(value)), from);

    /// <summary>A number of the user.</summary>
    public static Argument Number(decimal value) => new Argument.Literal(JsonElement.Parse(value.ToString(CultureInfo.InvariantCulture)), "user");

    /// <summary>Yes or no.</summary>
    public static Argument Flag(bool value) => new Argument.Literal(JsonElement.Parse(value ? "true" : "false"), "user");

    /// <summary>A value of a definition's list.</summary>
    public static Argument Value(JsonElement value) => new Argument.Literal(value.Clone(), "user");

    private static string Quoted(string value) => "\"" + JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
