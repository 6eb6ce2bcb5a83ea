using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Model;

/// <summary>The strict JSON Schema of a plan over the intents at hand: a tagged union, in which an intent's name fixes its parameters. Same intents and rights, same bytes.</summary>
internal static class PlanSchema
{
    /// <summary>Writes the schema.</summary>
    /// <param name="intents">The intents at hand.</param>
    /// <param name="subject">For whom: who reaches anybody's records may name another person.</param>
    public static JsonElement Of(IReadOnlyList<Intent> intents, Subject subject)
    {
        return JsonWriting.Element(writer =>
        {
            Strict(writer, ["kind", "steps", "answer", "clarify", "unmet", "words", "confidence"], name =>
            {
                switch (name)
                {
                    case "kind":
                        Choice(writer, ["execute", "clarify", "answer", "refuse"]);
                        break;
                    case "steps":
                        List(writer, () => Steps(writer, intents, subject));
                        break;
                    case "answer":
                        Maybe(writer, () => Strict(writer, ["mode", "text"], member => Choice(writer, member == "mode" ? ["template"] : [])));
                        break;
                    case "clarify":
                        Maybe(writer, () => Clarify(writer));
                        break;
                    case "unmet":
                        List(writer, () => Choice(writer, []));
                        break;
                    case "words":
                        Nullable(writer, "string");
                        break;
                    default:
                        Type(writer, "number");
                        break;
                }
            });
        });
    }

    private static void Steps(Utf8JsonWriter writer, IReadOnlyList<Intent> intents, Subject subject)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("anyOf");
        foreach (var intent in intents)
        {
            Strict(writer, ["id", "intent", "after", "args", "when"], name =>
            {
                switch (name)
                {
                    case "id":
                        Type(writer, "string");
                        break;
                    case "intent":
                        Choice(writer, [intent.Key]);
                        break;
                    case "after":
                        List(writer, () => Type(writer, "string"));
                        break;
                    case "args":
                        Arguments(writer, intent, subject);
                        break;
                    default:
                        Maybe(writer, () => Strict(writer, ["text", "expr", "else"], member => When(writer, member)));
                        break;
                }
            });
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void When(Utf8JsonWriter writer, string member)
    {
        if (member == "expr")
        {
            Nullable(writer, "string");
        }
        else
        {
            Choice(writer, member == "else" ? ["skip"] : []);
        }
    }

    /// <summary>Free parameters only: what is bound to the caller is never shown.</summary>
    private static void Arguments(Utf8JsonWriter writer, Intent intent, Subject subject)
    {
        string[] free = [.. intent.Params.Properties.Keys.Where(name => intent.IsFreeFor(subject, name))];
        Strict(writer, free, name =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("anyOf");
            Strict(writer, ["lit", "from"], member =>
            {
                if (member == "lit")
                {
                    Literal(writer, intent.Params.Properties[name]);
                }
                else
                {
                    Choice(writer, ["user", "const", "entity"]);
                }
            });
            Strict(writer, ["ref"], _ => Type(writer, "string"));
            Strict(writer, ["each", "member"], _ => Type(writer, "string"));
            Type(writer, "null");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>The keywords every strict provider knows: type and enum; the rest is checked by our own code.</summary>
    private static void Literal(Utf8JsonWriter writer, JsonSchema schema)
    {
        if (schema.Enum.Count > 0)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("enum");
            foreach (var choice in schema.Enum)
            {
                choice.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        else if (schema.Type == "array")
        {
            List(writer, () => Literal(writer, schema.Items ?? JsonSchema.Any));
        }
        else
        {
            Type(writer, schema.Type is null or "object" ? "string" : schema.Type);
        }
    }

    private static void Clarify(Utf8JsonWriter writer) => Strict(writer, ["question", "missing", "candidates"], name =>
    {
        switch (name)
        {
            case "question":
                Type(writer, "string");
                break;
            case "missing":
                List(writer, () => Strict(writer, ["step", "param"], _ => Type(writer, "string")));
                break;
            default:
                List(writer, () => Type(writer, "string"));
                break;
        }
    });

    private static void Strict(Utf8JsonWriter writer, IReadOnlyList<string> members, Action<string> write)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var member in members)
        {
            writer.WritePropertyName(member);
            write(member);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (var member in members)
        {
            writer.WriteStringValue(member);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
    }

    private static void Choice(Utf8JsonWriter writer, IReadOnlyList<string> choices)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        if (choices.Count > 0)
        {
            writer.WriteStartArray("enum");
            foreach (var choice in choices)
            {
                writer.WriteStringValue(choice);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void List(Utf8JsonWriter writer, Action items)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "array");
        writer.WritePropertyName("items");
        items();
        writer.WriteEndObject();
    }

    private static void Maybe(Utf8JsonWriter writer, Action some)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("anyOf");
        some();
        Type(writer, "null");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Nullable(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("type");
        writer.WriteStringValue(type);
        writer.WriteStringValue("null");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Type(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }
}
