using System.Collections.Concurrent;
using System.Globalization;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Oracle.Planted;

/// <summary>A schema read from SDL whose resolvers give planted values, in every form a resolver has.</summary>
internal sealed class PlantedSchema
{
    private const int Events = 3;

    private static readonly ConcurrentDictionary<string, PlantedSchema> Known = new(StringComparer.Ordinal);

    private PlantedSchema(string sdl) => (Plain, Batched) = (Build(sdl, isBatched: false), Build(sdl, isBatched: true));

    /// <summary>Each field is found by itself.</summary>
    public SchemaTypes Plain { get; }

    /// <summary>One field of three is found for many parents at once.</summary>
    public SchemaTypes Batched { get; }

    public static PlantedSchema Of(string name) => Known.GetOrAdd(name, name => new PlantedSchema(OracleFolder.All[name]));

    private static SchemaTypes Build(string sdl, bool isBatched)
    {
        var schema = SdlSchema.Read(sdl);
        foreach (var type in schema.Types.Values.OfType<ObjectType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            type.IsTypeOf = value => value is PlantedNode node && node.Type == type.Name;
            foreach (var field in type.Fields.Values)
            {
                field.Resolver = Resolver(schema, type, field, isBatched && PlantedSeed.Mix(0, field.Name) % 3 == 0);
            }
        }

        return new SchemaTypes(schema);
    }

    private static FieldResolver Resolver(GraphSchema schema, ObjectType type, GraphField field, bool isBatched)
    {
        if (type == schema.Subscription)
        {
            return new FieldResolver.Events(context => Open(schema, type, field, context));
        }

        var isChange = type == schema.Mutation;
        return isBatched && !isChange
            ? new FieldResolver.Batch((parents, context) => ValueTask.FromResult<IReadOnlyList<object?>>([.. parents.Select(parent => Place(type, field, parent, context, isChange).Find(schema))]))
            : new FieldResolver.Later((parent, context) => ResolveAsync(schema, Place(type, field, parent, context, isChange)));
    }

    private static ValueTask<object?> ResolveAsync(GraphSchema schema, PlantedPlace place)
    {
        return place.Run.IsLate && (place.Seed & 4) != 0 ? LaterAsync() : ValueTask.FromResult(Now());

        async ValueTask<object?> LaterAsync()
        {
            for (var turns = 1 + ((place.Seed >> 4) & 3); turns > 0; turns--)
            {
                await Task.Yield();
            }

            return Now();
        }

        object? Now()
        {
            var found = place.Find(schema);
            return found is FailedValue failed && (place.Seed & 8) != 0 ? throw failed.Failure : found;
        }
    }

    private static PlantedPlace Place(ObjectType type, GraphField field, object? parent, FieldContext context, bool isChange)
    {
        var run = context.Get<PlantedRun>();
        // A change sees how many ended before it: run side by side they would see others' counts.
        var above = PlantedSeed.Mix((parent as PlantedNode)?.Seed ?? run.Seed, isChange ? run.Ended.ToString(CultureInfo.InvariantCulture) : "");
        return new PlantedPlace(run, field, PlantedSeed.Mix(above, $"{type.Name}.{field.Name}({PlantedSeed.Of(field, context)})"), isChange);
    }

    private static IAsyncEnumerable<object?> Open(GraphSchema schema, ObjectType type, GraphField field, FieldContext context)
    {
        var run = context.Get<PlantedRun>();
        var seed = PlantedSeed.Mix(run.Seed, $"{type.Name}.{field.Name}({PlantedSeed.Of(field, context)})");
        return seed % run.Rate == 0 ? throw PlantedValues.Failure(seed) : HappenAsync();

        async IAsyncEnumerable<object?> HappenAsync()
        {
            for (var index = 0; index < Events; index++)
            {
                await Task.Yield();
                yield return new PlantedValues(schema, run.Rate).Value(field.Type, PlantedSeed.Mix(seed, string.Create(CultureInfo.InvariantCulture, $"event {index}")));
            }
        }
    }

    private sealed record PlantedPlace(PlantedRun Run, GraphField Field, uint Seed, bool IsChange)
    {
        public object? Find(GraphSchema schema)
        {
            Run.Ended += IsChange ? 1 : 0;
            return new PlantedValues(schema, Run.Rate).Value(Field.Type, Seed);
        }
    }
}
