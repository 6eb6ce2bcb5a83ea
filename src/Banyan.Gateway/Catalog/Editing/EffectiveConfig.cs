using System.Text.Json;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>The configuration in force, told: every setting that has a value, with where it comes from. What leads to a secret is shown, what is one is masked.</summary>
internal static class EffectiveConfig
{
    public static JsonElement Write(LoadedConfig loaded, bool hasOrigins) => JsonWriting.Element(writer => Map(new Told(writer, hasOrigins), loaded.Bound, ConfigSchema.Root));

    private static void Map(Told told, ConfigNode? node, Setting setting)
    {
        told.Writer.WriteStartObject();
        foreach (var member in setting.Members)
        {
            var inner = node?.Find(member.Name);
            if (inner is not null || HasDefault(member))
            {
                told.Writer.WritePropertyName(member.Name);
                Value(told, inner, member);
            }
        }

        told.Writer.WriteEndObject();
    }

    private static bool HasDefault(Setting setting) => setting.Kind == SettingKind.Map ? setting.Members.Any(HasDefault) : setting.Default.Length > 0;

    private static void Value(Told told, ConfigNode? node, Setting setting)
    {
        if (setting.Kind == SettingKind.Map && (node is null || node.Kind == ConfigNodeKind.Map))
        {
            Map(told, node, setting);
        }
        else if (setting.Kind == SettingKind.Table && node?.Kind == ConfigNodeKind.Map)
        {
            told.Writer.WriteStartObject();
            foreach (var entry in node.Members.OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                told.Writer.WritePropertyName(entry.Name);
                Value(told, entry.Value, setting.Item!);
            }

            told.Writer.WriteEndObject();
        }
        else if (setting.Kind == SettingKind.List && node?.Kind == ConfigNodeKind.List && setting.Item!.Kind == SettingKind.Map)
        {
            told.Writer.WriteStartArray();
            foreach (var item in node.Items)
            {
                Value(told, item, setting.Item!);
            }

            told.Writer.WriteEndArray();
        }
        else
        {
            Leaf(told, node, setting);
        }
    }

    private static void Leaf(Told told, ConfigNode? node, Setting setting)
    {
        var text = setting.IsHidden && node is { Text.Length: > 0 } ? $"\"{LayerJson.Mask}\"" : LayerJson.Write(node ?? ConfigNode.Scalar(ConfigPlace.Document, setting.Default), setting);
        if (!told.HasOrigins)
        {
            told.Writer.WriteRawValue(text);
            return;
        }

        told.Writer.WriteStartObject();
        told.Writer.WritePropertyName("value");
        told.Writer.WriteRawValue(text);
        told.Writer.WriteString("origin", node is null ? "default" : node.Place.IsStored ? "database" : node.Place.Variable is not null ? "environment" : "file");
        told.Writer.WriteEndObject();
    }

    private readonly record struct Told(Utf8JsonWriter Writer, bool HasOrigins);
}
