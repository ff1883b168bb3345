using System;
using DiffGen;

namespace Golden.Models;

public static partial class Oscillator
{
    /// <summary>A damped, driven pendulum by the classical Runge–Kutta method; its energy at the end.</summary>
    [Differentiable]
    public static double Energy(double angle, double speed, double damping, [Sample(Values = "0.2")] double drive, [Sample(Values = "0.1")] double h, [Sample(Values = "10")] int steps)
    {
        double time = 0;
        for (int i = 0; i < steps; i++)
        {
            double k1 = speed, l1 = Acceleration(angle, speed, time, damping, drive);
            double k2 = speed + h / 2 * l1, l2 = Acceleration(angle + h / 2 * k1, speed + h / 2 * l1, time + h / 2, damping, drive);
            double k3 = speed + h / 2 * l2, l3 = Acceleration(angle + h / 2 * k2, speed + h / 2 * l2, time + h / 2, damping, drive);
            double k4 = speed + h * l3, l4 = Acceleration(angle + h * k3, speed + h * l3, time + h, damping, drive);
            angle += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
            speed += h / 6 * (l1 + 2 * l2 + 2 * l3 + l4);
            time += h;
        }

        return speed * speed / 2 + 1 - Math.Cos(angle);
    }

    private static double Acceleration(double angle, double speed, double time, double damping, double drive) =>
        -Math.Sin(angle) - damping * speed + drive * Math.Cos(time);
}
