using Banyan.Intents.Mapping;

namespace Banyan.Intents.Tests.Mapping;

public sealed class FieldMappingTests
{
    private const string Orders = """
        { 'rename': { 'orderId': 'order_no', 'customerEmail': 'cust_mail', 'orders': 'rows' }, 'enum': { 'status': { 'pending': 'O', 'shipped': 'S' } },
          'scale': { 'total': { 'from': 'total_cents', 'by': 0.01 } }, 'date': { 'placedAt': { 'from': 'placed', 'format': 'dd.MM.yyyy' } }, 'unwrap': '$.data' }
        """;

    [Fact]
    public void A_record_comes_back_unwrapped_in_the_intents_names_and_words() =>
        Back(Orders, "{'ok':1,'data':{'order_no':'1002','cust_mail':'ada@shop.example','status':'O','total_cents':24000,'placed':'03.02.2026','what':'desk'}}")
            .ShouldBe("{'customerEmail':'ada@shop.example','orderId':'1002','placedAt':'2026-02-03','status':'pending','total':240,'what':'desk'}");

    [Fact]
    public void A_plain_rule_holds_for_the_records_of_lists_too() =>
        Back(Orders, "{'data':{'cnt':2,'rows':[{'order_no':'1','status':'S','total_cents':5},{'order_no':'2','status':'O','total_cents':-1250}]}}")
            .ShouldBe("{'cnt':2,'orders':[{'orderId':'1','status':'shipped','total':0.05},{'orderId':'2','status':'pending','total':-12.5}]}");

    [Fact]
    public void A_rule_with_a_place_holds_there_alone() =>
        Back("{'rename':{'list':'rows','list[].id':'rows[].no'}}", "{'no':7,'rows':[{'no':1}]}").ShouldBe("{'list':[{'id':1}],'no':7}");

    [Fact]
    public void A_list_as_the_whole_answer_is_mapped_record_by_record() =>
        Back("{'rename':{'id':'no'},'unwrap':'$.rows'}", "{'rows':[{'no':1},{'no':2}]}").ShouldBe("[{'id':1},{'id':2}]");

    [Fact]
    public void Nested_paths_are_reached_on_either_side() =>
        Back("{'rename':{'street':'address.line1','refund.amount':'amt'}}", "{'address':{'line1':'Oak 1','zip':'1'},'amt':3}")
            .ShouldBe("{'address':{'zip':'1'},'refund':{'amount':3},'street':'Oak 1'}");

    [Fact]
    public void Arguments_go_out_in_the_backends_names_with_constants() =>
        Forth("{'rename':{'orderId':'order_no','zip':'addr.plz'},'const':{'channel':'banyan','opt.v':2},'enum':{'reason':{'no longer needed':'NLN'}},'scale':{'amount':{'from':'cents','by':0.01}},'date':{'day':{'from':'tag','format':'dd.MM.yyyy'}}}",
            "{'orderId':'1','zip':'LS1','reason':'no longer needed','amount':12.34,'day':'2026-02-03','note':null}")
            .ShouldBe("{'addr':{'plz':'LS1'},'cents':1234,'channel':'banyan','note':null,'opt':{'v':2},'order_no':'1','reason':'NLN','tag':'03.02.2026'}");

    [Fact]
    public void One_line_of_address_is_three_fields()
    {
        const string Map = "{'join':{'addr':{'parts':['street','city','zip'],'separator':', '}}}";
        Forth(Map, "{'street':'12 Oak Street','city':'Leeds','zip':'LS1 4AB'}").ShouldBe("{'addr':'12 Oak Street, Leeds, LS1 4AB'}");
        Back(Map, "{'addr':'12 Oak Street, Leeds, LS1 4AB'}").ShouldBe("{'city':'Leeds','street':'12 Oak Street','zip':'LS1 4AB'}");
    }

    [Fact]
    public void Three_fields_of_a_backend_are_one_line()
    {
        const string Map = "{'split':{'address':{'parts':['street','city'],'separator':', '}}}";
        Back(Map, "{'street':'12 Oak Street','city':'Leeds'}").ShouldBe("{'address':'12 Oak Street, Leeds'}");
        Forth(Map, "{'address':'12 Oak Street, Leeds'}").ShouldBe("{'city':'Leeds','street':'12 Oak Street'}");
    }

    [Theory]
    [InlineData("{'status':'Z','x':1}", "status")]
    [InlineData("{'placed':'31.02.2026','x':1}", "placed")]
    [InlineData("{'placed':'2026-02-03','x':1}", "placed")]
    [InlineData("{'total_cents':'24','x':1}", "total_cents")]
    [InlineData("{'total_cents':1e40,'x':1}", "total_cents")]
    public void What_cannot_be_said_is_left_out_and_told_and_never_guessed(string answer, string field)
    {
        var mapped = FieldMapping.Backwards(Json.Map(Orders) with { Unwrap = null }, Json.Of(answer));
        Json.Text(mapped.Value).ShouldBe("{'x':1}");
        mapped.Faults.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("{'status':'lost'}", "status")]
    [InlineData("{'placedAt':'tomorrow'}", "placedAt")]
    [InlineData("{'placedAt':'2026-02-03T10:00:00Z'}", "placedAt")]
    [InlineData("{'total':'12'}", "total")]
    public void An_argument_the_backend_has_no_word_for_is_a_fault(string arguments, string field) =>
        FieldMapping.Forwards(Json.Map(Orders), Json.Of(arguments)).Faults.ShouldHaveSingleItem().Field.ShouldBe(field);

    [Theory]
    [InlineData("{'addr':'12 Oak Street'}")]
    [InlineData("{'addr':'Flat 2, 12 Oak Street, Leeds, LS1'}")]
    [InlineData("{'addr':', Leeds, LS1'}")]
    [InlineData("{'addr':7}")]
    public void An_address_that_does_not_fall_into_its_parts_is_a_fault(string answer) =>
        FieldMapping.Backwards(Json.Map("{'join':{'addr':{'parts':['street','city','zip'],'separator':', '}}}"), Json.Of(answer)).IsWhole.ShouldBeFalse();

    [Fact]
    public void An_answer_without_the_place_to_unwrap_is_a_fault() =>
        FieldMapping.Backwards(Json.Map(Orders), Json.Of("{'ok':0,'err':{'code':'E04'}}")).Faults.ShouldHaveSingleItem().Field.ShouldBe("$.data");

    [Fact]
    public void Nulls_stay_nulls() => Back("{'date':{'shippedAt':{'from':'shipped','format':'dd.MM.yyyy'}}}", "{'shipped':null}").ShouldBe("{'shippedAt':null}");

    [Fact]
    public void What_the_schema_does_not_declare_is_trimmed()
    {
        var schema = Wire.Schemas.SchemaReader.Read(Json.Of("{'type':'object','properties':{'a':{'type':'array','items':{'type':'object','properties':{'b':{}}}},'c':{'type':'object'}}}"));
        Json.Text(FieldMapping.Trim(Json.Of("{'a':[{'b':1,'z':2}],'c':{'free':true},'z':3}"), schema)).ShouldBe("{'a':[{'b':1}],'c':{'free':true}}");
    }

    private static string Back(string map, string answer)
    {
        var mapped = FieldMapping.Backwards(Json.Map(map), Json.Of(answer));
        mapped.Faults.ShouldBeEmpty();
        return Json.Text(mapped.Value);
    }

    private static string Forth(string map, string arguments)
    {
        var mapped = FieldMapping.Forwards(Json.Map(map), Json.Of(arguments));
        mapped.Faults.ShouldBeEmpty();
        return Json.Text(mapped.Value);
    }
}
