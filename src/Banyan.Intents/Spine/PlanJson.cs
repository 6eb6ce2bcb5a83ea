using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Intents.Spine;

/// <summary>Writes plans in the one form in which they are shown, journalled and asked for.</summary>
internal static class PlanJson
{
    /// <summary>A plan as JSON text.</summary>
    public static string Text(Plan plan)
    {
        return JsonWriting.Text(writer => Write(writer, plan));
    }

    /// <summary>Writes a plan as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, Plan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", Word(plan.Kind));
        writer.WriteString("catalogueVersion", plan.CatalogueVersion);
        writer.WriteString("planner", plan.Planner);
        if (plan.PlannerReason is not null)
        {
            writer.WriteString("plannerReason", plan.PlannerReason);
        }

        writer.WriteStartArray("steps");
        foreach (var step in plan.Steps)
        {
            WriteStep(writer, step);
        }

        writer.WriteEndArray();
        WriteAnswer(writer, plan);
        WriteTexts(writer, "unmet", plan.Unmet);
        if (plan.Words is not null)
        {
            writer.WriteString("words", plan.Words);
        }

        writer.WriteNumber("confidence", plan.Confidence);
        writer.WriteEndObject();
    }

    /// <summary>The word of a kind.</summary>
    public static string Word(PlanKind kind) => kind switch
    {
        PlanKind.Execute => "execute",
        PlanKind.Clarify => "clarify",
        PlanKind.Answer => "answer",
        PlanKind.Refuse => "refuse",
    };

    private static void WriteStep(Utf8JsonWriter writer, PlanStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("id", step.Id);
        writer.WriteString("intent", step.Intent);
        if (step.After.Count > 0)
        {
            WriteTexts(writer, "after", step.After);
        }

        writer.WriteStartObject("args");
        foreach (var (name, argument) in step.Args)
        {
            writer.WritePropertyName(name);
            WriteArgument(writer, argument);
        }

        writer.WriteEndObject();
        if (step.When is { } when)
        {
            writer.WriteStartObject("when");
            writer.WriteString("text", when.Text);
            if (when.Expr is not null)
            {
                writer.WriteString("expr", when.Expr);
            }

            writer.WriteString("else", "skip");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteArgument(Utf8JsonWriter writer, Argument argument)
    {
        writer.WriteStartObject();
        switch (argument)
        {
            case Argument.Literal literal:
                writer.WritePropertyName("lit");
                literal.Value.WriteTo(writer);
                writer.WriteString("from", literal.From);
                break;
            case Argument.Reference reference:
                writer.WriteString("ref", reference.Path);
                break;
            case Argument.Each each:
                writer.WriteString("each", each.List);
                writer.WriteString("member", each.Member);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter writer, Plan plan)
    {
        if (plan.AnswerTemplate is { } template)
        {
            writer.WriteStartObject("answer");
            writer.WriteString("mode", "template");
            writer.WriteString("text", template);
            writer.WriteEndObject();
        }

        if (plan.Clarify is not { } clarify)
        {
            return;
        }

        writer.WriteStartObject("clarify");
        writer.WriteString("question", clarify.Question);
        writer.WriteStartArray("missing");
        foreach (var missing in clarify.Missing)
        {
            writer.WriteStartObject();
            writer.WriteString("step", missing.Step);
            writer.WriteString("param", missing.Param);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "candidates", clarify.Candidates);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
