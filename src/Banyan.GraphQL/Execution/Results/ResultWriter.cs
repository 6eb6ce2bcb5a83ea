using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution.Results;

/// <summary>Writes answers as JSON: errors first, then data in the order selected.</summary>
internal static class ResultWriter
{
    /// <summary>How JSON is written: compact, only what must be is escaped. Answers are never inlined into pages.</summary>
    public static JsonWriterOptions Options { get; } = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonEncodedText Errors = JsonEncodedText.Encode("errors");
    private static readonly JsonEncodedText DataName = JsonEncodedText.Encode("data");

    /// <summary>Writes a whole answer.</summary>
    /// <param name="writer">Where to; not flushed.</param>
    /// <param name="tree">The data; null when the operation did not run.</param>
    /// <param name="errors">Empty for none.</param>
    public static void Write(Utf8JsonWriter writer, ResultTree? tree, IReadOnlyList<GraphError> errors)
    {
        writer.WriteStartObject();
        if (errors.Count > 0)
        {
            WriteErrors(writer, errors);
        }

        if (tree is not null)
        {
            writer.WritePropertyName(DataName);
            Write(writer, tree, 0);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the member <c>errors</c>.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<GraphError> errors)
    {
        writer.WritePropertyName(Errors);
        WriteErrorList(writer, errors);
    }

    /// <summary>Writes errors as a list.</summary>
    public static void WriteErrorList(Utf8JsonWriter writer, IReadOnlyList<GraphError> errors)
    {
        writer.WriteStartArray();
        foreach (var error in errors)
        {
            ErrorWriter.Write(writer, error);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ResultTree tree, int at)
    {
        ref var cell = ref tree[at];
        switch (cell.Kind)
        {
            case CellKind.Open or CellKind.Null:
                writer.WriteNullValue();
                break;
            case CellKind.Leaf:
                WriteLeaf(writer, cell.Value!);
                break;
            case CellKind.Written:
                writer.WriteRawValue(tree.TextOf(in cell), skipInputValidation: true);
                break;
            case CellKind.Object:
                WriteObject(writer, tree, (FieldPlan[])cell.Value!, cell.First);
                break;
            case CellKind.List:
                writer.WriteStartArray();
                for (var i = 0; i < cell.Count; i++)
                {
                    Write(writer, tree, cell.First + i);
                }

                writer.WriteEndArray();
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, ResultTree tree, FieldPlan[] fields, int first)
    {
        writer.WriteStartObject();
        for (var i = 0; i < fields.Length; i++)
        {
            writer.WritePropertyName(fields[i].KeyText);
            Write(writer, tree, first + i);
        }

        writer.WriteEndObject();
    }

    private static void WriteLeaf(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case int whole:
                writer.WriteNumberValue(whole);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case EnumName name:
                writer.WriteStringValue(name.Text);
                break;
        }
    }
}
