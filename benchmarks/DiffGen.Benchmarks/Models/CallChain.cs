using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>Two hundred methods, each of which calls the next: the cost of a gradient must not multiply from call to call.</summary>
internal static partial class CallChain
{
    public const int Depth = 200;

    [Differentiable]
    public static double Link0(double x)
    {
        return Link1(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link1(double x)
    {
        return Link2(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link2(double x)
    {
        return Link3(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link3(double x)
    {
        return Link4(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link4(double x)
    {
        return Link5(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link5(double x)
    {
        return Link6(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link6(double x)
    {
        return Link7(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link7(double x)
    {
        return Link8(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link8(double x)
    {
        return Link9(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link9(double x)
    {
        return Link10(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link10(double x)
    {
        return Link11(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link11(double x)
    {
        return Link12(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link12(double x)
    {
        return Link13(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link13(double x)
    {
        return Link14(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link14(double x)
    {
        return Link15(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link15(double x)
    {
        return Link16(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link16(double x)
    {
        return Link17(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link17(double x)
    {
        return Link18(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link18(double x)
    {
        return Link19(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link19(double x)
    {
        return Link20(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link20(double x)
    {
        return Link21(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link21(double x)
    {
        return Link22(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link22(double x)
    {
        return Link23(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link23(double x)
    {
        return Link24(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link24(double x)
    {
        return Link25(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link25(double x)
    {
        return Link26(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link26(double x)
    {
        return Link27(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link27(double x)
    {
        return Link28(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link28(double x)
    {
        return Link29(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link29(double x)
    {
        return Link30(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link30(double x)
    {
        return Link31(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link31(double x)
    {
        return Link32(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link32(double x)
    {
        return Link33(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link33(double x)
    {
        return Link34(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link34(double x)
    {
        return Link35(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link35(double x)
    {
        return Link36(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link36(double x)
    {
        return Link37(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link37(double x)
    {
        return Link38(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link38(double x)
    {
        return Link39(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link39(double x)
    {
        return Link40(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link40(double x)
    {
        return Link41(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link41(double x)
    {
        return Link42(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link42(double x)
    {
        return Link43(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link43(double x)
    {
        return Link44(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link44(double x)
    {
        return Link45(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link45(double x)
    {
        return Link46(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link46(double x)
    {
        return Link47(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link47(double x)
    {
        return Link48(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link48(double x)
    {
        return Link49(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link49(double x)
    {
        return Link50(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link50(double x)
    {
        return Link51(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link51(double x)
    {
        return Link52(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link52(double x)
    {
        return Link53(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link53(double x)
    {
        return Link54(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link54(double x)
    {
        return Link55(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link55(double x)
    {
        return Link56(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link56(double x)
    {
        return Link57(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link57(double x)
    {
        return Link58(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link58(double x)
    {
        return Link59(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link59(double x)
    {
        return Link60(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link60(double x)
    {
        return Link61(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link61(double x)
    {
        return Link62(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link62(double x)
    {
        return Link63(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link63(double x)
    {
        return Link64(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link64(double x)
    {
        return Link65(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link65(double x)
    {
        return Link66(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link66(double x)
    {
        return Link67(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link67(double x)
    {
        return Link68(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link68(double x)
    {
        return Link69(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link69(double x)
    {
        return Link70(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link70(double x)
    {
        return Link71(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link71(double x)
    {
        return Link72(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link72(double x)
    {
        return Link73(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link73(double x)
    {
        return Link74(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link74(double x)
    {
        return Link75(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link75(double x)
    {
        return Link76(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link76(double x)
    {
        return Link77(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link77(double x)
    {
        return Link78(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link78(double x)
    {
        return Link79(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link79(double x)
    {
        return Link80(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link80(double x)
    {
        return Link81(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link81(double x)
    {
        return Link82(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link82(double x)
    {
        return Link83(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link83(double x)
    {
        return Link84(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link84(double x)
    {
        return Link85(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link85(double x)
    {
        return Link86(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link86(double x)
    {
        return Link87(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link87(double x)
    {
        return Link88(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link88(double x)
    {
        return Link89(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link89(double x)
    {
        return Link90(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link90(double x)
    {
        return Link91(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link91(double x)
    {
        return Link92(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link92(double x)
    {
        return Link93(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link93(double x)
    {
        return Link94(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link94(double x)
    {
        return Link95(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link95(double x)
    {
        return Link96(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link96(double x)
    {
        return Link97(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link97(double x)
    {
        return Link98(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link98(double x)
    {
        return Link99(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link99(double x)
    {
        return Link100(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link100(double x)
    {
        return Link101(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link101(double x)
    {
        return Link102(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link102(double x)
    {
        return Link103(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link103(double x)
    {
        return Link104(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link104(double x)
    {
        return Link105(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link105(double x)
    {
        return Link106(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link106(double x)
    {
        return Link107(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link107(double x)
    {
        return Link108(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link108(double x)
    {
        return Link109(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link109(double x)
    {
        return Link110(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link110(double x)
    {
        return Link111(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link111(double x)
    {
        return Link112(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link112(double x)
    {
        return Link113(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link113(double x)
    {
        return Link114(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link114(double x)
    {
        return Link115(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link115(double x)
    {
        return Link116(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link116(double x)
    {
        return Link117(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link117(double x)
    {
        return Link118(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link118(double x)
    {
        return Link119(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link119(double x)
    {
        return Link120(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link120(double x)
    {
        return Link121(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link121(double x)
    {
        return Link122(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link122(double x)
    {
        return Link123(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link123(double x)
    {
        return Link124(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link124(double x)
    {
        return Link125(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link125(double x)
    {
        return Link126(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link126(double x)
    {
        return Link127(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link127(double x)
    {
        return Link128(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link128(double x)
    {
        return Link129(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link129(double x)
    {
        return Link130(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link130(double x)
    {
        return Link131(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link131(double x)
    {
        return Link132(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link132(double x)
    {
        return Link133(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link133(double x)
    {
        return Link134(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link134(double x)
    {
        return Link135(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link135(double x)
    {
        return Link136(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link136(double x)
    {
        return Link137(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link137(double x)
    {
        return Link138(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link138(double x)
    {
        return Link139(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link139(double x)
    {
        return Link140(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link140(double x)
    {
        return Link141(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link141(double x)
    {
        return Link142(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link142(double x)
    {
        return Link143(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link143(double x)
    {
        return Link144(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link144(double x)
    {
        return Link145(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link145(double x)
    {
        return Link146(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link146(double x)
    {
        return Link147(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link147(double x)
    {
        return Link148(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link148(double x)
    {
        return Link149(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link149(double x)
    {
        return Link150(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link150(double x)
    {
        return Link151(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link151(double x)
    {
        return Link152(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link152(double x)
    {
        return Link153(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link153(double x)
    {
        return Link154(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link154(double x)
    {
        return Link155(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link155(double x)
    {
        return Link156(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link156(double x)
    {
        return Link157(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link157(double x)
    {
        return Link158(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link158(double x)
    {
        return Link159(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link159(double x)
    {
        return Link160(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link160(double x)
    {
        return Link161(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link161(double x)
    {
        return Link162(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link162(double x)
    {
        return Link163(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link163(double x)
    {
        return Link164(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link164(double x)
    {
        return Link165(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link165(double x)
    {
        return Link166(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link166(double x)
    {
        return Link167(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link167(double x)
    {
        return Link168(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link168(double x)
    {
        return Link169(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link169(double x)
    {
        return Link170(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link170(double x)
    {
        return Link171(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link171(double x)
    {
        return Link172(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link172(double x)
    {
        return Link173(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link173(double x)
    {
        return Link174(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link174(double x)
    {
        return Link175(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link175(double x)
    {
        return Link176(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link176(double x)
    {
        return Link177(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link177(double x)
    {
        return Link178(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link178(double x)
    {
        return Link179(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link179(double x)
    {
        return Link180(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link180(double x)
    {
        return Link181(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link181(double x)
    {
        return Link182(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link182(double x)
    {
        return Link183(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link183(double x)
    {
        return Link184(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link184(double x)
    {
        return Link185(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link185(double x)
    {
        return Link186(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link186(double x)
    {
        return Link187(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link187(double x)
    {
        return Link188(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link188(double x)
    {
        return Link189(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link189(double x)
    {
        return Link190(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link190(double x)
    {
        return Link191(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link191(double x)
    {
        return Link192(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link192(double x)
    {
        return Link193(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link193(double x)
    {
        return Link194(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link194(double x)
    {
        return Link195(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link195(double x)
    {
        return Link196(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link196(double x)
    {
        return Link197(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link197(double x)
    {
        return Link198(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link198(double x)
    {
        return Link199(Math.Sin(x) + 0.1 * x);
    }

    [Differentiable]
    public static double Link199(double x)
    {
        return Math.Sin(x) + 0.1 * x;
    }
}
